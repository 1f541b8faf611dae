/**
 * Who may do what: the file of policies, and what was decided of single people and rooms, which is
 * a log like every other.
 */
@NullMarked
package io.madang.access;

import org.jspecify.annotations.NullMarked;
