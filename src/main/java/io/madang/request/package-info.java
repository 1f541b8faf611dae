/** What servlet requests say of who sent them, read in the same way everywhere. */
@NullMarked
package io.madang.request;

import org.jspecify.annotations.NullMarked;
