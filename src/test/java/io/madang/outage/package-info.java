/** What happens while the database is away. */
@NullMarked
package io.madang.outage;

import org.jspecify.annotations.NullMarked;
