package io.github.imageresize.http;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions that were admitted: at once where no work is needed, by blocking, or by steps.
 */
interface Answers {

  /** The reply if no work is needed for it, else null. */
  @Nullable HttpReply found(ImageQuestion question);

  /** The reply; blocks until it is there. */
  HttpReply made(ImageQuestion question);

  /** Begins the work; null unless the reply is there at once. */
  @Nullable HttpReply begun(ImageQuestion question, Executor executor, PendingReply pending);
}
