package io.github.imageresize.examples.serve;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageOption;
import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.examples.urls.Access;
import io.github.imageresize.http.HttpRequestHead;
import io.github.imageresize.http.ImageUrls;
import io.github.imageresize.http.RequestTarget;
import io.github.imageresize.http.UrlSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the page may ask for, so that it offers nothing that would be refused: as maps to be written
 * as JSON.
 *
 * <p>Where URLs must be signed, the page is given those of a few variants, each for an hour.
 * Whoever can see the page could have them anyway; anything else stays for the holder of a key.
 */
final class Offer {
  private static final String PREFIX = "/images/";
  private static final Duration SIGNED_FOR = Duration.ofHours(1);
  private static final List<Integer> SIGNED_WIDTHS = List.of(320, 640, 1280);
  private static final String ANY_THUMBNAIL = "w=232&h=168&fit=cover";
  private static final String ANY_REFERENCE = "w=1280&q=92";

  /** A version says nothing on a page that asks past every cache. */
  private static final Set<ImageOption<?>> OF_NO_USE_HERE = Set.of(ImageOptions.VERSION);

  private final Access access;
  private final ImageUrls urls = ImageUrls.builder().build();
  private final @Nullable UrlSigner signer;
  private final List<String> variants;
  private final String thumbnail;
  private final @Nullable String reference;

  Offer(Access access) {
    this.access = access;
    signer =
        access.keys().isEmpty()
            ? null
            : UrlSigner.of(access.keys().get(0)).withOptionsOf(access.policy());
    List<Integer> widths = access.isAny() ? SIGNED_WIDTHS : access.widths();
    variants =
        Stream.concat(
                access.presets().stream().map(name -> "p=" + name),
                widths.stream().map(width -> "w=" + width))
            .toList();
    thumbnail = access.isAny() ? ANY_THUMBNAIL : smallest();
    reference = access.isAny() ? ANY_REFERENCE : largestWhole();
  }

  /** What the form is made of. */
  Map<String, Object> options() {
    Map<String, Object> offer = new LinkedHashMap<>();
    offer.put("any", access.isAny());
    offer.put("signed", signer != null);
    offer.put("widths", access.widths());
    offer.put("variants", access.isAny() && signer == null ? List.of() : variants);
    List<Map<String, Object>> described = new ArrayList<>();
    if (signer == null) {
      for (ImageOption<?> option : ImageOptions.all()) {
        if (access.isAny() && !OF_NO_USE_HERE.contains(option)) {
          described.add(description(option));
        } else if (!access.widths().isEmpty() && option == ImageOptions.FORMAT) {
          described.add(description(option));
        }
      }
    }
    offer.put("options", described);
    return offer;
  }

  /** A picture of the list, with the URLs that the page may use. */
  Map<String, Object> picture(Pictures.Picture picture, Instant now) {
    String plain = urls.url(ImageRequest.builder(picture.path()).build());
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("path", picture.path());
    entry.put("bytes", picture.bytes());
    entry.put("url", plain);
    entry.put("thumbnail", url(plain, thumbnail, now));
    entry.put("reference", reference == null ? null : url(plain, reference, now));
    if (signer != null) {
      List<Map<String, String>> signed = new ArrayList<>();
      for (String variant : variants) {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("name", variant);
        one.put("url", url(plain, variant, now));
        signed.add(one);
      }
      entry.put("variants", signed);
    }
    return entry;
  }

  private String url(String plain, String query, Instant now) {
    String target = plain + "?" + query;
    return signer == null ? target : signer.sign(target, now.plus(SIGNED_FOR));
  }

  /** As far as the one table of options tells it. */
  private static Map<String, Object> description(ImageOption<?> option) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", option.name());
    description.put("url", option.urlName());
    description.put("group", option.group().name().toLowerCase(Locale.ROOT));
    description.put("values", option.values());
    description.put("meaning", option.meaning().replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1"));
    Arrays.stream(option.values().split("\\|"))
        .filter(value -> isDefault(option, value))
        .findFirst()
        .ifPresent(value -> description.put("default", value));
    return description;
  }

  private static boolean isDefault(ImageOption<?> option, String value) {
    ImageRequest.Builder request = ImageRequest.builder("any");
    try {
      option.read(request, option.urlName(), value);
      return option.print(request.build()).isEmpty();
    } catch (ImageResizeException notAValue) {
      return false;
    }
  }

  private String smallest() {
    return variants.stream()
        .min(Comparator.comparingLong(variant -> admitted(variant).map(Offer::area).orElse(0L)))
        .orElseThrow();
  }

  private @Nullable String largestWhole() {
    Predicate<ImageRequest> whole = Offer::isWhole;
    return variants.stream()
        .filter(variant -> admitted(variant).filter(whole).isPresent())
        .max(Comparator.comparingLong(variant -> admitted(variant).map(Offer::area).orElse(0L)))
        .orElse(null);
  }

  private Optional<ImageRequest> admitted(String variant) {
    HttpRequestHead head = HttpRequestHead.get(PREFIX + "any?" + variant);
    return access.allowed().decide(RequestTarget.of(head, PREFIX, access.allowed())).request();
  }

  private static long area(ImageRequest request) {
    int width = request.width().orElse(ImageRequest.MAX_SIDE);
    return (long) width * request.height().orElse(width);
  }

  /** Whether an image shows all of its original, upright and as it is. */
  private static boolean isWhole(ImageRequest request) {
    ImageRequest.Builder plain = ImageRequest.builder(request.source());
    request.width().ifPresent(plain::width);
    request.height().ifPresent(plain::height);
    request.quality().ifPresent(plain::quality);
    request.format().ifPresent((ImageFormat format) -> plain.format(format));
    return request.fit() == Fit.INSIDE && request.equals(plain.build());
  }
}
