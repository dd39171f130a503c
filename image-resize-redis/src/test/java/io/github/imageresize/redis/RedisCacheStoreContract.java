package io.github.imageresize.redis;

import io.github.imageresize.cache.CacheStoreContract;
import java.time.Duration;

/** The contract of stores, with a real server, where time passes by itself. */
abstract class RedisCacheStoreContract extends CacheStoreContract {

  @Override
  protected void elapse(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}
