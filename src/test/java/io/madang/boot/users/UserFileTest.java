package io.madang.boot.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.file.LineFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of users, and what is kept of a password. */
class UserFileTest {

  private static final PasswordHash HASH = PasswordHash.of("the password");

  @TempDir Path folder;
  private Path file;
  private UserFile users;

  @BeforeEach
  void thereIsNoFile() {
    file = folder.resolve("users");
    users = new UserFile(new LineFile(file));
  }

  @Test
  void usersComeAndGoAndCommentsStay() throws Exception {
    users.add(new User("kim", HASH, Set.of("moderator", "editor")));
    Files.writeString(file, "# ours\n" + Files.readString(file));
    users.add(new User("민아", HASH, Set.of()));
    assertThat(users.users()).extracting(User::name).containsExactly("kim", "민아");
    assertThat(Files.readString(file)).startsWith("# ours\nkim ").contains(" editor moderator\n");
    users.remove("kim");
    assertThat(users.users()).extracting(User::name).containsExactly("민아");
  }

  @Test
  void anotherPasswordLeavesTheRolesAsTheyAre() throws Exception {
    users.add(new User("kim", HASH, Set.of("moderator")));
    PasswordHash other = PasswordHash.of("another one");
    users.change("kim", other);
    assertThat(users.users()).containsExactly(new User("kim", other, Set.of("moderator")));
  }

  @Test
  void aNameIsThereOnceHoweverItIsTyped() throws Exception {
    users.add(new User("\uac00", HASH, Set.of()));
    assertThatThrownBy(() -> users.add(new User("\u1100\u1161", HASH, Set.of())))
        .hasMessage("there is a user named \uac00");
    assertThatThrownBy(() -> users.remove("nobody")).hasMessage("there is no user named nobody");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kim",
        "kim plain",
        "kim pbkdf2-sha512:0:AAAA:AAAA",
        "kim pbkdf2-sha512:99999999:AAAA:AAAA",
        "kim pbkdf2-sha512:210000::AAAA",
        "kim pbkdf2-sha512:210000:?:AAAA",
        "a:b pbkdf2-sha512:210000:AAAA:AAAA"
      })
  void aBrokenLineIsNamed(String line) throws Exception {
    Files.writeString(file, "# one\n" + line + "\n");
    assertThatThrownBy(users::users)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("line 2: ");
  }

  @Test
  void aHashIsOfItsPasswordAloneAndNoTwoAreTheSame() {
    assertThat(HASH.isOf("the password")).isTrue();
    assertThat(HASH.isOf("the Password")).isFalse();
    assertThat(PasswordHash.parse(HASH.text())).isEqualTo(HASH);
    assertThat(PasswordHash.of("the password")).isNotEqualTo(HASH);
    assertThat(PasswordHash.of("\uac00\uac00\uac00").isOf("\u1100\u1161\uac00\uac00")).isTrue();
    assertThat(PasswordHash.NONE.isOf("")).isFalse();
    assertThat(HASH.toString()).doesNotContain(HASH.digest());
  }
}
