package io.github.imageresize.http;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import java.util.HashSet;
import java.util.Set;

/** Reads what a client asks, has the policy decide on it, and settles the format. */
final class QuestionReader {
  private final TargetParser parser;
  private final SizePolicy sizes;
  private final boolean clientHints;
  private final boolean descriptions;
  private final ResizeService service;
  private final Set<ImageFormat> improvedLater;
  private final Set<String> fields;

  /**
   * Reads by a policy.
   *
   * @param improvedLater formats that are negotiated only once the image has been made
   */
  QuestionReader(
      UrlGrammar grammar,
      SizePolicy sizes,
      boolean clientHints,
      boolean descriptions,
      Set<ImageFormat> improvedLater,
      ResizeService service) {
    this.parser = new TargetParser(grammar, sizes.options());
    this.sizes = sizes;
    this.clientHints = clientHints;
    this.descriptions = descriptions;
    this.improvedLater = improvedLater;
    this.service = service;
    Set<String> all = new HashSet<>(sizes.fields());
    if (clientHints) {
      all.addAll(ClientHints.FIELDS);
    }
    this.fields = Set.copyOf(all);
  }

  /** The header fields that the policy and client hints look at. */
  Set<String> fields() {
    return fields;
  }

  /**
   * What is asked, if it is admitted.
   *
   * @throws ImageResizeException if the URL is malformed or refused
   */
  ImageQuestion read(HttpRequestHead head) {
    RequestTarget target = target(head);
    return read(target, verdict(target));
  }

  /**
   * What the URL asks for.
   *
   * @throws ImageResizeException if it is malformed
   */
  RequestTarget target(HttpRequestHead head) {
    RequestTarget target = parser.parse(head);
    if (target.isDescription() && !descriptions) {
      throw ImageResizeException.invalid(
          GivenOptions.DESCRIBE,
          true,
          "must be left out unless the server opens descriptions, by"
              + " ImageHttpHandler.builder(...).descriptions(true)");
    }
    return target;
  }

  /** What the policy says; hints that it does not admit are left out of account. */
  Verdict verdict(RequestTarget target) {
    boolean hints = clientHints && !target.isDescription();
    RequestTarget hinted = hints ? ClientHints.applied(target) : target;
    if (!hinted.equals(target)) {
      Verdict verdict = sizes.decide(hinted);
      if (verdict.isAdmitted()) {
        return verdict;
      }
    }
    return sizes.decide(target);
  }

  /** What is asked, by the policy's verdict on it. */
  ImageQuestion read(RequestTarget target, Verdict verdict) {
    HttpRequestHead head = target.head();
    ImageRequest admitted = verdict.request().orElseThrow(() -> forbidden(head, verdict));
    if (target.isDescription()) {
      return ImageQuestion.ofDescription(head, admitted, service.engine(), verdict);
    }
    if (admitted.format().isPresent()) {
      return new ImageQuestion(head, admitted, service.engine(), false, verdict);
    }
    FormatNegotiation negotiation =
        new FormatNegotiation(admitted, head.accept(), service.outputFormats());
    ImageQuestion question =
        new ImageQuestion(head, negotiation.request(), service.engine(), true, verdict);
    return negotiation
        .without(improvedLater)
        .map(interim -> question.withInterim(interim, service.engine()))
        .orElse(question);
  }

  private static ImageResizeException forbidden(HttpRequestHead head, Verdict refusal) {
    String text = refusal.refusal().orElse("");
    return new ImageResizeException(Reason.FORBIDDEN, head.path() + " was refused: " + text)
        .withPublicMessage(text);
  }
}
