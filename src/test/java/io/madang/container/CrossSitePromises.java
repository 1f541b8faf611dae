package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.OriginTable;
import org.junit.jupiter.api.Test;

/** What pages of other sites may do. */
interface CrossSitePromises extends Promises {

  @Test
  default void whoMayDoSomethingFromWhichPageIsAsTheTableSays() {
    assertThat(OriginTable.wrong(base())).isEmpty();
  }
}
