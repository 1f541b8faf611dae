package io.madang.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.attachment.Attachment;
import io.madang.attachment.FileType;
import io.madang.core.Topic;
import org.junit.jupiter.api.Test;

/** Names of files in addresses and headers. */
class AttachmentLinksTest {

  private static Attachment called(String name) {
    return new Attachment(
        "id",
        new Topic("chat/lobby"),
        "ann",
        name,
        new Attachment.Content(FileType.PNG, 1),
        null,
        100,
        0);
  }

  private static String url(String name) {
    return new AttachmentLinks("/app").url(called(name));
  }

  private static String disposition(String name) {
    return AttachmentLinks.disposition(called(name), false);
  }

  @Test
  void anAddressHasLettersAndDigitsOfAnyScript() {
    assertThat(url("a-1.png")).isEqualTo("/app/attachments/id/a-1.png");
    assertThat(url("가.png")).isEqualTo("/app/attachments/id/%EA%B0%80.png");
  }

  @Test
  void whatContainersRefuseInAPathIsNotInAnAddress() {
    assertThat(url("100%;a?b#c\\d \"e\"")).isEqualTo("/app/attachments/id/100__a_b_c_d__e_");
    assertThat(url("..")).isEqualTo("/app/attachments/id/_");
    assertThat(url(".htaccess")).isEqualTo("/app/attachments/id/_htaccess");
  }

  @Test
  void noFileIsTakenForAThumbnail() {
    assertThat(url("thumbnail")).isEqualTo("/app/attachments/id/_thumbnail");
  }

  @Test
  void aNameInAsciiIsSaidAsItIs() {
    assertThat(disposition("a (1).png")).isEqualTo("attachment; filename=\"a (1).png\"");
  }

  @Test
  void anotherNameIsSaidInUtf8AsWell() {
    assertThat(disposition("가*'.png"))
        .isEqualTo("attachment; filename=\"___.png\"; filename*=UTF-8''%EA%B0%80%2A%27.png");
  }

  @Test
  void noNameEndsItsQuotesOrItsHeader() {
    assertThat(disposition("a\"; x=\"\\b"))
        .isEqualTo("attachment; filename=\"a_; x=__b\"; filename*=UTF-8''a%22%3B%20x%3D%22%5Cb");
  }
}
