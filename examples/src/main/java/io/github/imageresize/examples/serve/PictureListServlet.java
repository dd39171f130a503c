package io.github.imageresize.examples.serve;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Gives the page the list of pictures, in JSON. */
final class PictureListServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 200;

  private final transient Pictures pictures;

  PictureListServlet(Pictures pictures) {
    this.pictures = pictures;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = json(pictures.list(MOST)).getBytes(StandardCharsets.UTF_8);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static String json(List<Pictures.Picture> list) {
    StringBuilder json = new StringBuilder("[");
    for (Pictures.Picture picture : list) {
      json.append(json.length() == 1 ? "\n" : ",\n").append("{\"path\":\"");
      for (char c : picture.path().toCharArray()) {
        if (c == '"' || c == '\\') {
          json.append('\\').append(c);
        } else if (c < ' ' || Character.isSurrogate(c)) {
          json.append(String.format("\\u%04x", (int) c));
        } else {
          json.append(c);
        }
      }
      json.append("\",\"bytes\":").append(picture.bytes()).append('}');
    }
    return json.append("\n]\n").toString();
  }
}
