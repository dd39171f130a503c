package io.github.imageresize.springboot;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.OnDamage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What can be set under {@code image-resize}. What is left out has the library's own default.
 *
 * <p>Immutable.
 *
 * @param enabled Whether images are served at all.
 * @param path Path below the context path under which images are served; begins and ends with a
 *     slash.
 * @param pathOptions Whether the path may hold the options, as in /images/w_600,h_400/beach.jpg.
 * @param ignoredParameters Parameters of the query that mean nothing, such as utm_*. All others
 *     that are unknown are refused.
 * @param clientHints Whether Sec-CH-DPR, Sec-CH-Width and Save-Data count where a URL leaves their
 *     options open.
 * @param descriptions Whether describe=true is answered with what an original is, as JSON.
 * @param improveLater Formats, such as avif, that are too slow to make for the first client to wait
 *     for: it gets another one, and the image is made in the background.
 * @param fallbackImage Path of an original that is shown, resized as was asked, in the place of one
 *     that can't be had.
 * @param source Where originals are read from.
 * @param cache How results are kept in this process's memory.
 * @param redis A cache that all nodes share.
 * @param lambda A function that makes the images; this process steps in where it can't.
 * @param sizes Which sizes anyone may ask for.
 * @param presets Named sets of options that anyone may ask for by ?p=NAME, each written as in the
 *     query of a URL.
 * @param signingKeys Keys, as ID:HEX, of signed URLs, which may ask for anything. The first one
 *     signs; all are accepted.
 * @param limits Bounds of what is read and made.
 * @param priming Time that the start may take longer by making images that nobody asked for, so
 *     that the first ones that somebody does are made fast.
 * @param headers Header fields of replies.
 * @param health What the actuator's health looks at.
 */
@ConfigurationProperties("image-resize")
public record ImageResizeProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("/images/") String path,
    @DefaultValue("true") boolean pathOptions,
    @DefaultValue List<String> ignoredParameters,
    @DefaultValue("false") boolean clientHints,
    @DefaultValue("false") boolean descriptions,
    @DefaultValue Set<ImageFormat> improveLater,
    @Nullable String fallbackImage,
    @DefaultValue Source source,
    @DefaultValue Cache cache,
    @DefaultValue Redis redis,
    @DefaultValue Lambda lambda,
    @DefaultValue Sizes sizes,
    @DefaultValue Map<String, String> presets,
    @DefaultValue List<String> signingKeys,
    @DefaultValue Limits limits,
    @DefaultValue("0s") Duration priming,
    @DefaultValue Headers headers,
    @DefaultValue Health health) {

  /**
   * Where originals are read from: one of these.
   *
   * @param folder A folder of this machine.
   * @param http A web server.
   * @param s3 A bucket; needs the dependency image-resize-lambda.
   */
  public record Source(@Nullable String folder, @DefaultValue Http http, @DefaultValue S3 s3) {}

  /**
   * Originals of web servers: below one URL, or of some origins.
   *
   * @param base URL that paths are below, such as https://example.com/originals/.
   * @param origins Origins, such as https://example.com, where paths begin with the host.
   * @param allowPrivateAddresses Whether servers may have addresses that are not of the public
   *     internet.
   * @param connectTimeout Time to connect.
   * @param deadline Time for one original.
   * @param concurrency Requests to one origin at a time.
   */
  public record Http(
      @Nullable URI base,
      @DefaultValue List<URI> origins,
      @DefaultValue("false") boolean allowPrivateAddresses,
      @Nullable Duration connectTimeout,
      @Nullable Duration deadline,
      @Nullable Integer concurrency) {}

  /**
   * Originals of a bucket, read by the application's S3Client, or by one with the SDK's defaults.
   *
   * @param bucket Name of the bucket.
   * @param prefix What the keys of originals begin with, such as originals/.
   */
  public record S3(@Nullable String bucket, @DefaultValue("") String prefix) {}

  /**
   * How results are kept in this process's memory, and everywhere.
   *
   * @param memory What the entries in memory may take together.
   * @param largestEntry Largest entry in memory, as a share of it, above 0, at most 1.
   * @param fresh Time until it is looked whether the original changed.
   * @param usable Time until a result is made anew in any case.
   */
  public record Cache(
      @DefaultValue("64MB") DataSize memory,
      @DefaultValue("0.125") double largestEntry,
      @Nullable Duration fresh,
      @Nullable Duration usable) {}

  /**
   * A cache that all nodes share; needs the dependency image-resize-redis.
   *
   * @param enabled Whether results are kept in Redis too: by the application's UnifiedJedis, or by
   *     a client of the url.
   * @param url Such as redis://user:password@host:6379/0, rediss for TLS; for an application
   *     without a UnifiedJedis.
   * @param prefix What every name begins with.
   * @param deadline What one operation may take.
   * @param concurrency Operations at a time; the client's pool must have three connections more.
   * @param largestEntry Largest image that is stored.
   */
  public record Redis(
      @DefaultValue("false") boolean enabled,
      @Nullable URI url,
      @DefaultValue("image-resize:") String prefix,
      @DefaultValue("200ms") Duration deadline,
      @DefaultValue("5") int concurrency,
      @DefaultValue("4MB") DataSize largestEntry) {}

  /**
   * A function that makes the images, called by the application's LambdaClient, or by one with the
   * SDK's defaults and the time limits that the call needs; needs the dependency
   * image-resize-lambda.
   *
   * @param function Name or ARN of the function; without it this process makes all images.
   * @param qualifier Version or alias that is called.
   * @param resultsBucket Bucket from which results are read that are too large for a message.
   * @param resultsPrefix What the keys of such results begin with.
   * @param concurrency Calls at a time.
   */
  public record Lambda(
      @Nullable String function,
      @Nullable String qualifier,
      @Nullable String resultsBucket,
      @DefaultValue("results/") String resultsPrefix,
      @Nullable Integer concurrency) {}

  /**
   * Which sizes anyone may ask for.
   *
   * @param any Whether anyone may ask for anything: for sites behind a login or a proxy that
   *     decides itself.
   * @param widths Widths that pages use, each 1 to 65535. Of every other option the default alone
   *     is admitted, and what is opened here.
   * @param ratios Ratios of width and height, such as 16:9.
   * @param fits Fits besides inside.
   * @param dprs Device pixel ratios besides 1, each at most 4.
   * @param qualities Qualities, each 1 to 100.
   * @param formats Formats that a URL may name; all by default.
   * @param values Values of any other option, by its name in a URL, such as rotate.
   * @param snapping Whether other widths are brought to the next larger one instead of refused.
   * @param originalSize Whether URLs without a width are admitted.
   * @param sources What the paths of originals must begin with; all are admitted by default.
   */
  public record Sizes(
      @DefaultValue("false") boolean any,
      @DefaultValue List<Integer> widths,
      @DefaultValue List<String> ratios,
      @DefaultValue List<Fit> fits,
      @DefaultValue List<Double> dprs,
      @DefaultValue List<Integer> qualities,
      @DefaultValue List<ImageFormat> formats,
      @DefaultValue Map<String, List<String>> values,
      @DefaultValue("false") boolean snapping,
      @DefaultValue("false") boolean originalSize,
      @DefaultValue List<String> sources) {}

  /**
   * Bounds of what is read and made.
   *
   * @param sourceBytes Largest original.
   * @param sourcePixels Pixels that are decoded.
   * @param sourceFrames Frames that are decoded.
   * @param outputSide Longest side of a result, in pixels.
   * @param parallelism Images made at a time.
   * @param queueLength Requests that wait for their turn.
   * @param queueTimeout Time that they wait.
   * @param deadline Time for one image.
   * @param memory What the images being made may need together.
   * @param heldSources What the originals held at a time may take.
   * @param resultBytes Largest result.
   * @param onDamage What becomes of damaged originals.
   */
  public record Limits(
      @Nullable DataSize sourceBytes,
      @Nullable Long sourcePixels,
      @Nullable Integer sourceFrames,
      @Nullable Integer outputSide,
      @Nullable Integer parallelism,
      @Nullable Integer queueLength,
      @Nullable Duration queueTimeout,
      @Nullable Duration deadline,
      @Nullable DataSize memory,
      @Nullable DataSize heldSources,
      @Nullable DataSize resultBytes,
      @Nullable OnDamage onDamage) {}

  /**
   * Header fields of replies.
   *
   * @param maxAge Time for which anyone may use an image without asking again.
   * @param sharedMaxAge The same for shared caches.
   * @param staleWhileRevalidate Time after that for which it may be used while it is asked for
   *     anew.
   * @param staleIfError Time after that for which it may be used where asking anew fails.
   * @param allowOrigin Origin whose scripts may read images, or *.
   * @param timingAllowOrigin Origin whose pages may see how long an image took, or *.
   * @param crossOriginResourcePolicy Which sites may show the images: same-origin, same-site or
   *     cross-origin.
   * @param cacheTags Name of the field that tags images with their originals and overlays, such as
   *     Cache-Tag.
   * @param fileNames Whether browsers save images under the original's name.
   * @param attachment Whether browsers save images instead of showing them.
   */
  public record Headers(
      @Nullable Duration maxAge,
      @Nullable Duration sharedMaxAge,
      @Nullable Duration staleWhileRevalidate,
      @Nullable Duration staleIfError,
      @Nullable String allowOrigin,
      @Nullable String timingAllowOrigin,
      @Nullable String crossOriginResourcePolicy,
      @Nullable String cacheTags,
      @DefaultValue("false") boolean fileNames,
      @DefaultValue("false") boolean attachment) {}

  /**
   * What the actuator's health looks at.
   *
   * @param probe Path of an original that must be there; without it any answer of the source will
   *     do.
   */
  public record Health(@Nullable String probe) {}
}
