package io.madang.layer.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is wanted is a set, however often somebody changes their mind. */
class WishesTest {

  private final Wishes wishes = new Wishes();

  @Test
  void aChannelIsThereOnceHoweverOftenItIsWantedAndLeft() throws InterruptedException {
    for (int i = 0; i < 100_000; i++) {
      wishes.add("a" + i % 3);
    }
    assertThat(wishes.size()).isEqualTo(3);
    assertThat(wishes.take(10, 0)).containsExactly("a0", "a1", "a2");
    assertThat(wishes.take(10, 1_000_000)).isEmpty();
  }

  @Test
  void theyAreTakenSoManyAtOnceInTheirOrder() throws InterruptedException {
    wishes.addAll(IntStream.range(0, 5).mapToObj(Integer::toString).toList());
    assertThat(wishes.take(2, 0)).isEqualTo(List.of("0", "1"));
    assertThat(wishes.take(9, 0)).isEqualTo(List.of("2", "3", "4"));
  }
}
