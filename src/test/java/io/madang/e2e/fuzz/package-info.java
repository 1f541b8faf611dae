/** Input that is nearly right, by the hundred thousand, over every transport. */
@org.jspecify.annotations.NullMarked
package io.madang.e2e.fuzz;
