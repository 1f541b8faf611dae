/** JSON as every protocol and transport needs it: bounded in depth, clear about what is wrong. */
@NullMarked
package io.madang.json;

import org.jspecify.annotations.NullMarked;
