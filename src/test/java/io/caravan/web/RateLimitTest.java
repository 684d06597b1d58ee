package io.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A caller gets a burst, then what the limit allows; others do not pay for it. */
class RateLimitTest {

  private final AtomicLong now = new AtomicLong();
  private final RateLimit limit = new RateLimit(60, now::get);

  @Test
  void twentyAtOnceThenOneASecond() {
    for (int i = 0; i < 20; i++) {
      assertThat(limit.take("a")).isZero();
    }
    assertThat(limit.take("a")).isEqualTo(1);
    assertThat(limit.take("b")).isZero();

    now.addAndGet(1_000_000_000L);
    assertThat(limit.take("a")).isZero();
    assertThat(limit.take("a")).isEqualTo(1);
  }

  @Test
  void zeroIsNoLimit() {
    RateLimit none = new RateLimit(0, now::get);
    for (int i = 0; i < 1000; i++) {
      assertThat(none.take("a")).isZero();
    }
  }
}
