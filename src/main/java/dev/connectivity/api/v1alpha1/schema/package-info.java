/** Build time only: what the CRD needs and annotations cannot say. Nothing at run time loads it. */
@NullMarked
package dev.connectivity.api.v1alpha1.schema;

import org.jspecify.annotations.NullMarked;
