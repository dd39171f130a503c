package io.github.imageresize;

/** A setter for each option, so that requests read well; all come down to one. */
abstract sealed class OptionSetters permits ImageRequest.Builder {

  abstract <T> ImageRequest.Builder set(ImageOption<T> option, T value);

  /**
   * Sets the box's width; alone, it keeps the aspect ratio.
   *
   * @param pixels 1..{@value ImageRequest#MAX_SIDE} CSS pixels
   * @return this builder
   */
  public ImageRequest.Builder width(int pixels) {
    return set(ImageOptions.WIDTH, pixels);
  }

  /**
   * Sets the box's height; alone, it keeps the aspect ratio.
   *
   * @param pixels 1..{@value ImageRequest#MAX_SIDE} CSS pixels
   * @return this builder
   */
  public ImageRequest.Builder height(int pixels) {
    return set(ImageOptions.HEIGHT, pixels);
  }

  /**
   * Sets the factor between CSS pixels and pixels of the result.
   *
   * @param ratio 1..4, rounded to two decimal places; 1 by default
   * @return this builder
   */
  public ImageRequest.Builder devicePixelRatio(double ratio) {
    return set(ImageOptions.DEVICE_PIXEL_RATIO, ratio);
  }

  /**
   * Sets how the image is brought into the box.
   *
   * @param value {@link Fit#INSIDE} by default
   * @return this builder
   */
  public ImageRequest.Builder fit(Fit value) {
    return set(ImageOptions.FIT, value);
  }

  /**
   * Sets what {@link Fit#COVER} keeps and where {@link Fit#CONTAIN} places.
   *
   * @param value {@link Position#CENTER} by default
   * @return this builder
   */
  public ImageRequest.Builder position(Position value) {
    return set(ImageOptions.POSITION, value);
  }

  /**
   * Sets the region of the upright original that is used.
   *
   * @param region a region; the whole image by default
   * @return this builder
   */
  public ImageRequest.Builder crop(Crop region) {
    return set(ImageOptions.CROP, region);
  }

  /**
   * Sets that borders of one colour are cut off, after the crop.
   *
   * @param tolerance 0..255, how far a sample may differ from that colour; borders stay by default
   * @return this builder
   */
  public ImageRequest.Builder trim(int tolerance) {
    return set(ImageOptions.TRIM, tolerance);
  }

  /**
   * Sets what is added around the result in the background's colour.
   *
   * @param value {@link Padding#NONE} by default
   * @return this builder
   */
  public ImageRequest.Builder padding(Padding value) {
    return set(ImageOptions.PADDING, value);
  }

  /**
   * Sets whether the result may have more pixels than the original.
   *
   * @param value false by default
   * @return this builder
   */
  public ImageRequest.Builder enlarge(boolean value) {
    return set(ImageOptions.ENLARGE, value);
  }

  /**
   * Sets the mirroring of the upright image.
   *
   * @param value {@link Flip#NONE} by default
   * @return this builder
   */
  public ImageRequest.Builder flip(Flip value) {
    return set(ImageOptions.FLIP, value);
  }

  /**
   * Sets the rotation of the upright, flipped image.
   *
   * @param value {@link Rotation#NONE} by default
   * @return this builder
   */
  public ImageRequest.Builder rotation(Rotation value) {
    return set(ImageOptions.ROTATION, value);
  }

  /**
   * Sets the exponent by which mid-tones are lightened.
   *
   * @param value 0.1..10, rounded to two decimal places; 1, which changes nothing, by default
   * @return this builder
   */
  public ImageRequest.Builder gamma(double value) {
    return set(ImageOptions.GAMMA, value);
  }

  /**
   * Sets the factor of the lightness.
   *
   * @param factor 0..10, rounded to two decimal places; 1 by default
   * @return this builder
   */
  public ImageRequest.Builder brightness(double factor) {
    return set(ImageOptions.BRIGHTNESS, factor);
  }

  /**
   * Sets the factor of the distance from the middle grey.
   *
   * @param factor 0..10, rounded to two decimal places; 1 by default
   * @return this builder
   */
  public ImageRequest.Builder contrast(double factor) {
    return set(ImageOptions.CONTRAST, factor);
  }

  /**
   * Sets the factor of the colourfulness.
   *
   * @param factor 0..10, rounded to two decimal places; 1 by default
   * @return this builder
   */
  public ImageRequest.Builder saturation(double factor) {
    return set(ImageOptions.SATURATION, factor);
  }

  /**
   * Sets whether the result has shades of grey alone.
   *
   * @param value false by default
   * @return this builder
   */
  public ImageRequest.Builder grayscale(boolean value) {
    return set(ImageOptions.GRAYSCALE, value);
  }

  /**
   * Sets a Gaussian blur.
   *
   * @param sigma its standard deviation in pixels of the result, 0.3..100, rounded to two decimal
   *     places; none by default
   * @return this builder
   */
  public ImageRequest.Builder blur(double sigma) {
    return set(ImageOptions.BLUR, sigma);
  }

  /**
   * Sets an unsharp mask.
   *
   * @param value sigma and gain; none by default
   * @return this builder
   */
  public ImageRequest.Builder sharpen(Sharpening value) {
    return set(ImageOptions.SHARPEN, value);
  }

  /**
   * Sets a picture that is laid over the result.
   *
   * @param path its path in the source, as in {@link ImageRequest#builder}; none by default
   * @return this builder
   */
  public ImageRequest.Builder overlay(String path) {
    return set(ImageOptions.OVERLAY, path);
  }

  /**
   * Sets where the overlay is placed.
   *
   * @param value a compass point or focal point; {@link Position#CENTER} by default
   * @return this builder
   */
  public ImageRequest.Builder overlayPosition(Position value) {
    return set(ImageOptions.OVERLAY_POSITION, value);
  }

  /**
   * Sets the overlay's width.
   *
   * @param part 0.001..1 of the result's width, rounded to three decimal places; its own by default
   * @return this builder
   */
  public ImageRequest.Builder overlayScale(double part) {
    return set(ImageOptions.OVERLAY_SCALE, part);
  }

  /**
   * Sets the overlay's opacity.
   *
   * @param value 0.01..1, rounded to two decimal places; 1 by default
   * @return this builder
   */
  public ImageRequest.Builder overlayOpacity(double value) {
    return set(ImageOptions.OVERLAY_OPACITY, value);
  }

  /**
   * Sets whether copies of the overlay cover the result.
   *
   * @param value false by default
   * @return this builder
   */
  public ImageRequest.Builder overlayRepeat(boolean value) {
    return set(ImageOptions.OVERLAY_REPEAT, value);
  }

  /**
   * Sets the radius of rounded corners.
   *
   * @param pixels pixels of the result, 1..{@value ImageRequest#MAX_RADIUS}, which makes a circle
   *     or stadium; sharp corners by default
   * @return this builder
   */
  public ImageRequest.Builder radius(int pixels) {
    return set(ImageOptions.RADIUS, pixels);
  }

  /**
   * Sets the format of the result.
   *
   * @param value a format; the source's own by default
   * @return this builder
   */
  public ImageRequest.Builder format(ImageFormat value) {
    return set(ImageOptions.FORMAT, value);
  }

  /**
   * Sets the quality of a lossy format; it has no meaning for PNG and GIF.
   *
   * @param value 1..100; 80 by default
   * @return this builder
   */
  public ImageRequest.Builder quality(int value) {
    return set(ImageOptions.QUALITY, value);
  }

  /**
   * Sets the colour behind transparency, where the format has none, and of padding.
   *
   * @param value a colour; see {@link Output#background()} for the default
   * @return this builder
   */
  public ImageRequest.Builder background(RgbaColor value) {
    return set(ImageOptions.BACKGROUND, value);
  }

  /**
   * Sets the format of an animation whose frames the {@link #format format} can't hold.
   *
   * @param value one that {@linkplain ImageFormat#hasAnimation holds animations}, and that the
   *     engine writes animated, as it does WebP, GIF and PNG; by default the first frame is taken
   *     then
   * @return this builder
   */
  public ImageRequest.Builder animatedFormat(ImageFormat value) {
    return set(ImageOptions.ANIMATED_FORMAT, value);
  }

  /**
   * Sets which frames of an animated original are taken.
   *
   * @param value the frames; see {@link Output#frames()} for the default
   * @return this builder
   */
  public ImageRequest.Builder frames(Frames value) {
    return set(ImageOptions.FRAMES, value);
  }

  /**
   * Sets whether a JPEG is written in scans that refine it.
   *
   * @param value false by default
   * @return this builder
   */
  public ImageRequest.Builder progressive(boolean value) {
    return set(ImageOptions.PROGRESSIVE, value);
  }

  /**
   * Sets at which resolution a JPEG or an AVIF keeps its colour differences.
   *
   * @param value a resolution; one that goes by the quality by default
   * @return this builder
   */
  public ImageRequest.Builder chroma(Chroma value) {
    return set(ImageOptions.CHROMA, value);
  }

  /**
   * Sets whether WebP, AVIF and JPEG XL are written without loss.
   *
   * @param value false by default
   * @return this builder
   */
  public ImageRequest.Builder lossless(boolean value) {
    return set(ImageOptions.LOSSLESS, value);
  }

  /**
   * Sets whether PNG may be written with a palette where that is smaller.
   *
   * @param value false by default
   * @return this builder
   */
  public ImageRequest.Builder palette(boolean value) {
    return set(ImageOptions.PALETTE, value);
  }

  /**
   * Sets the most bytes that the result should have.
   *
   * @param bytes 1 or more; no bound by default
   * @return this builder
   */
  public ImageRequest.Builder maxBytes(int bytes) {
    return set(ImageOptions.MAX_BYTES, bytes);
  }

  /**
   * Sets whether the copyright and artist tags are kept.
   *
   * @param value false by default
   * @return this builder
   */
  public ImageRequest.Builder keepCopyright(boolean value) {
    return set(ImageOptions.KEEP_COPYRIGHT, value);
  }

  /**
   * Sets the caller's version of the original; over HTTP it makes the reply immutable.
   *
   * @param value 1..{@value ImageRequest#MAX_VERSION_LENGTH} letters, digits, or any of {@code
   *     -_.~:+=}
   * @return this builder
   */
  public ImageRequest.Builder version(String value) {
    return set(ImageOptions.VERSION, value);
  }
}
