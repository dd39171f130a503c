package io.github.imageresize.examples.serve;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Serves one part of the page out of the jar. */
final class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final String mediaType;
  private final byte[] content;

  /**
   * A part of the page.
   *
   * @param resource its name in this package
   * @param mediaType its type
   * @throws IOException if the jar does not hold it
   */
  PageServlet(String resource, String mediaType) throws IOException {
    this.mediaType = mediaType;
    try (InputStream in = PageServlet.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException("the jar lacks " + resource);
      }
      this.content = in.readAllBytes();
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(mediaType);
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cache-Control", "no-cache");
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }
}
