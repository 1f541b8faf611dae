package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.InputTable;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Input that some programs read otherwise than others, on every transport. */
@ExtendWith(SharedServer.class)
class InputIT {
  private final MadangProcess server;

  InputIT(MadangProcess server) {
    this.server = server;
  }

  @Test
  void jsonThatParsersReadInSeveralWaysIsRefused() {
    assertThat(InputTable.wrongJson(server.uri())).isEmpty();
  }

  @Test
  void namesHoldNothingThatIsNotToBeSeen() {
    assertThat(InputTable.wrongNames(server.uri())).isEmpty();
  }

  @Test
  void aPathThatSaysTwoThingsLeadsNowhere() {
    assertThat(InputTable.wrongPaths(server.uri())).isEmpty();
  }

  @Test
  void bodiesComeUnpackedAndInUtf8() {
    assertThat(InputTable.wrongBodies(server.uri())).isEmpty();
  }

  @Test
  void whatTheServerRefusesByItselfTellsNothingOfIt() {
    assertThat(InputTable.tellingAnswers(server.uri())).isEmpty();
  }
}
