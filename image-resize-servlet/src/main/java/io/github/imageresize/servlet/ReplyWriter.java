package io.github.imageresize.servlet;

import io.github.imageresize.http.HttpReply;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes a reply without blocking: a part whenever the client has taken the one before. */
final class ReplyWriter implements WriteListener {
  private static final System.Logger LOG = System.getLogger(ReplyWriter.class.getName());
  private static final int PART = 64 * 1024;

  private final HttpReply reply;
  private final AsyncContext context;
  private final ServletOutputStream out;
  private final Runnable written;
  private final AtomicBoolean ended = new AtomicBoolean();
  private int position;

  private ReplyWriter(
      HttpReply reply, AsyncContext context, ServletOutputStream out, Runnable written) {
    this.written = written;
    this.reply = reply;
    this.context = context;
    this.out = out;
  }

  /** Sets status and header fields; what others vary on, such as the origin, is kept. */
  static void writeFields(HttpReply reply, HttpServletResponse response) {
    response.setStatus(reply.status());
    reply.forEachField(
        (name, value) -> {
          if (name.equals("Vary")) {
            response.addHeader(name, value);
          } else {
            response.setHeader(name, value);
          }
        });
  }

  /**
   * Writes everything, then completes the context.
   *
   * @param written is run once, when all is written or the client has gone; never if this throws
   */
  static void write(HttpReply reply, AsyncContext context, Runnable written) throws IOException {
    HttpServletResponse response = (HttpServletResponse) context.getResponse();
    writeFields(reply, response);
    ServletOutputStream out = response.getOutputStream();
    out.setWriteListener(new ReplyWriter(reply, context, out, written));
  }

  @Override
  public void onWritePossible() throws IOException {
    while (out.isReady()) {
      int count = Math.min(PART, reply.bodyLength() - position);
      if (count == 0) {
        end();
        return;
      }
      reply.writeTo(out, position, count);
      position += count;
    }
  }

  /** The client has gone: nothing is left to be done for it. */
  @Override
  public void onError(Throwable failure) {
    LOG.log(System.Logger.Level.DEBUG, "could not write the reply", failure);
    end();
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      written.run();
    }
    complete(context);
  }

  /** Ends the request; the container may have ended it before, for a client that has gone. */
  static void complete(AsyncContext context) {
    try {
      context.complete();
    } catch (IllegalStateException over) {
      LOG.log(System.Logger.Level.DEBUG, "the request was over already", over);
    }
  }
}
