/**
 * What all pages share: the reader's language and theme, and forms that other sites cannot send.
 */
@NullMarked
package io.madang.pages;

import org.jspecify.annotations.NullMarked;
