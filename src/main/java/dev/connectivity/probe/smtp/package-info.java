/** Does a mail server take part in a conversation: greeting, EHLO, QUIT. No mail is sent. */
@NullMarked
package dev.connectivity.probe.smtp;

import org.jspecify.annotations.NullMarked;
