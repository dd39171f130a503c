package io.github.imageresize.examples.serve;

import com.fasterxml.jackson.jr.ob.JSON;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells the page something in JSON. */
final class JsonServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Content content;

  /** What is told: maps, lists, texts and numbers. */
  interface Content {
    /**
     * Makes it anew for each request.
     *
     * @throws IllegalArgumentException if the request is malformed
     */
    Object of(HttpServletRequest request) throws IOException;
  }

  JsonServlet(Content content) {
    this.content = content;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body;
    try {
      body = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asBytes(content.of(request));
    } catch (IllegalArgumentException malformed) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
