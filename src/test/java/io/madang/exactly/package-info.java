/**
 * A small world with everything in it that goes wrong, for {@code ExactlyTheLogTest}, and a calm
 * one whose servers have a {@code Bug}, for {@code PlantedBugsTest}.
 */
@NullMarked
package io.madang.exactly;

import org.jspecify.annotations.NullMarked;
