package io.github.imageresize.http;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What fuzzing runs on each input: its first line is a path and a query, the second a field {@code
 * Accept}. Whatever they say ends in a reply that is no fault of ours, and whose fields are fit to
 * be sent.
 */
public final class RequestFuzzTarget {
  private static final Set<Integer> STATUSES = Set.of(200, 400, 403, 404, 406, 413);
  private static final ImageHttpHandler HANDLER =
      ImageHttpHandler.builder(ResizeService.builder(new NoOriginals()).build())
          .sizes(SizePolicy.allowAnySize())
          .build();

  private RequestFuzzTarget() {}

  /** A source without originals: what a request asks for is read before that is known. */
  private static final class NoOriginals implements ImageSource {
    @Override
    public SourceImage read(String path, ReadAllowance allowance) {
      throw new ImageResizeException(Reason.SOURCE_NOT_FOUND, "there is no " + path);
    }

    @Override
    public String version(String path) {
      throw new ImageResizeException(Reason.SOURCE_NOT_FOUND, "there is no " + path);
    }
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String[] lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", 2);
    String[] target = lines[0].split("\\?", 2);
    HttpRequestHead head =
        HttpRequestHead.of(
            "GET",
            "/images/" + target[0],
            target.length == 2 ? target[1] : null,
            name -> name.equalsIgnoreCase("Accept") && lines.length == 2 ? lines[1] : null);
    HttpReply reply = HANDLER.answer(head);
    if (!STATUSES.contains(reply.status())) {
      throw new IllegalStateException("status " + reply.status());
    }
    reply.forEachField(
        (name, value) -> {
          if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalStateException(name + " is not fit to be sent: " + value);
          }
        });
  }
}
