package io.github.imageresize.examples.serve;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ErrorHandler;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** A small page for every error that is not about an image, without a word on what is inside. */
final class PlainErrors extends ErrorHandler {

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    HttpFields.Mutable fields = response.getHeaders();
    describe(fields);
    byte[] body = page(code);
    fields.put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private static void describe(HttpFields.Mutable fields) {
    fields.put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
    fields.put(HttpHeader.CACHE_CONTROL, "no-store");
    fields.put("X-Content-Type-Options", "nosniff");
    fields.put("Content-Security-Policy", "default-src 'none'");
  }

  private static byte[] page(int code) {
    String title = code + " " + HttpStatus.getMessage(code);
    String text =
        code == HttpStatus.NOT_FOUND_404 ? "There is no such page." : "That did not work.";
    return """
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <h1>%s</h1>
        <p>%s <a href="/">Back to the images</a></p>
        </html>
        """
        .formatted(title, title, text)
        .getBytes(StandardCharsets.UTF_8);
  }
}
