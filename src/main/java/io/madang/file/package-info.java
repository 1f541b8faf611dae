/**
 * Files that several processes read and change. They lie at the root of the WAR as well, for {@link
 * io.madang.boot}.
 */
@NullMarked
package io.madang.file;

import org.jspecify.annotations.NullMarked;
