package io.github.imageresize.benchmarks.sidebyside;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** sharp in a Node.js process of its own, with one thread and no cache. */
final class Sharp implements Contender, AutoCloseable {
  private final Path output;
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader replies;

  /**
   * Starts the process.
   *
   * @param script that answers requests line by line
   * @param folder where sharp is installed
   */
  Sharp(Path script, Path folder) throws IOException {
    output = Files.createTempFile("sharp", ".image");
    process =
        new ProcessBuilder("node", script.toString(), folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    requests =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    replies =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public String name() {
    return "sharp";
  }

  @Override
  public boolean writes(String format) {
    return true;
  }

  @Override
  public Result resize(Input input, int width, String format) throws IOException {
    requests.write(String.join("\t", input.file().toString(), "" + width, format, "" + output));
    requests.newLine();
    requests.flush();
    String reply = replies.readLine();
    if (reply == null) {
      throw new IOException("sharp has ended");
    }
    return new Result(Files.readAllBytes(output), Double.parseDouble(reply));
  }

  @Override
  public void close() throws IOException {
    requests.close();
    Files.delete(output);
  }
}
