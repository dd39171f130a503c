package io.github.imageresize.examples.serve;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The list of pictures, a page of it at a time: those whose paths hold a text. */
record PictureList(Pictures pictures, Offer offer) implements JsonServlet.Content {
  private static final int MOST = 10_000;
  private static final int PAGE = 24;

  @Override
  public Object of(HttpServletRequest request) throws IOException {
    String filter = text(request, "filter").toLowerCase(Locale.ROOT);
    int page = page(text(request, "page"));
    List<Pictures.Picture> found =
        pictures.list(MOST).stream()
            .filter(picture -> picture.path().toLowerCase(Locale.ROOT).contains(filter))
            .toList();
    Instant now = Instant.now();
    List<Map<String, Object>> shown =
        found.stream()
            .skip((long) page * PAGE)
            .limit(PAGE)
            .map(picture -> offer.picture(picture, now))
            .toList();
    int pages = (found.size() + PAGE - 1) / PAGE;
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("total", found.size());
    list.put("page", page);
    list.put("pages", pages);
    list.put("pictures", shown);
    return list;
  }

  private static String text(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value;
  }

  private static int page(String text) {
    if (!text.matches("[0-9]{0,4}")) {
      throw new IllegalArgumentException("page must be 0..9999, but is " + text);
    }
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }
}
