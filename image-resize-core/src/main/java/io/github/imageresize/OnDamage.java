package io.github.imageresize;

/**
 * What becomes of a damaged original: one that was cut off, as an upload under way is, or whose
 * data are wrong somewhere. The same for every format. Files whose header or tables are damaged are
 * always refused.
 */
public enum OnDamage {
  /**
   * It is shown as far as its data go, if more than a tenth of it arrived; what is missing is grey
   * or transparent. Such an image is {@linkplain ResizedImage#isProvisional() provisional}.
   */
  SHOW,
  /** It is refused as {@link ImageResizeException.Reason#CORRUPT_IMAGE}. */
  REFUSE
}
