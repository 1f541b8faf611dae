package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.InputTable;
import org.junit.jupiter.api.Test;

/** What may be said in no way. */
interface InputPromises extends Promises {

  @Test
  default void jsonThatParsersReadInSeveralWaysIsRefused() {
    assertThat(InputTable.wrongJson(base())).isEmpty();
  }

  @Test
  default void namesHoldNothingThatIsNotToBeSeen() {
    assertThat(InputTable.wrongNames(base())).isEmpty();
  }

  @Test
  default void aPathThatSaysTwoThingsLeadsNowhere() {
    assertThat(InputTable.wrongPaths(base())).isEmpty();
  }

  @Test
  default void bodiesComeUnpackedAndInUtf8() {
    assertThat(InputTable.wrongBodies(base())).isEmpty();
  }

  @Test
  default void whatTheContainerRefusesByItselfTellsNothingOfIt() {
    assertThat(InputTable.tellingAnswers(base())).isEmpty();
  }
}
