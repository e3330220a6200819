/**
 * The custom resource as users write and read it: the types behind the CRD, their validation rules,
 * and the one vocabulary of {@link dev.connectivity.api.v1alpha1.Reason reasons} that conditions,
 * events, metrics and documentation share. Depends on nothing else of the product; every value may
 * be absent here, {@code policy} removes that.
 */
@NullMarked
package dev.connectivity.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
