package io.github.imageresize.codec;

import io.github.imageresize.Damage;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.OnDamage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a decoder tells what it finds amiss in an original's data, while it decodes; decides
 * whether it may go on. Not thread-safe, for one image.
 */
public final class DamageReport {
  /** Of a picture of which no more than this arrived, nothing is to be seen. */
  private static final double LEAST_SHARE = 0.1;

  private final OnDamage policy;
  private final double leastShare;
  private @Nullable Damage damage;

  /**
   * Nothing is amiss yet. Pictures are shown of which more than a tenth arrived.
   *
   * @param policy whether damaged pictures are shown
   */
  public DamageReport(OnDamage policy) {
    this(policy, LEAST_SHARE);
  }

  /**
   * Nothing is amiss yet.
   *
   * @param policy whether damaged pictures are shown
   * @param leastShare pictures are shown of which more than this share arrived
   */
  public DamageReport(OnDamage policy, double leastShare) {
    this.policy = policy;
    this.leastShare = leastShare;
  }

  /**
   * Tells that data are wrong or end too early. Decoders then go on with what they have; what is
   * missing is left grey, or transparent where the picture has alpha. Only the first call for a
   * picture counts; further ones cost nothing.
   *
   * @param what the data, such as "PNG pixel data"
   * @param arrived how much of the picture is good
   * @param whole how much there is in all, in the same unit; positive
   * @param unit such as "rows"
   * @throws ImageResizeException with {@code CORRUPT_IMAGE} if damaged originals are refused, or if
   *     too little arrived
   */
  public void found(String what, long arrived, long whole, String unit) {
    tell(what, arrived, whole, unit, leastShare);
  }

  /**
   * Tells that data are wrong though the file goes on behind them: it is no upload under way, and
   * is shown however little of it is good, as browsers do. Otherwise as {@link #found}.
   *
   * @param what the data
   * @param good how much of the picture comes before the damage
   * @param whole how much there is in all
   * @param unit such as "rows"
   * @throws ImageResizeException with {@code CORRUPT_IMAGE} if damaged originals are refused
   */
  public void foundWithin(String what, long good, long whole, String unit) {
    tell(what, good, whole, unit, -1);
  }

  private void tell(String what, long arrived, long whole, String unit, double least) {
    if (damage != null) {
      return;
    }
    double share = (double) arrived / whole;
    String description =
        what + " are damaged or end after " + arrived + " of " + whole + " " + unit;
    if (share <= least) {
      throw new ImageResizeException(Reason.CORRUPT_IMAGE, description);
    }
    if (policy == OnDamage.REFUSE) {
      // Another node may be set to show it.
      throw new ImageResizeException(Reason.CORRUPT_IMAGE, description).withBasis(Basis.NODE);
    }
    damage = new Damage(Math.min(1, share), description);
  }

  /**
   * What was amiss in what has been decoded so far.
   *
   * @return the damage, or empty if there was none
   */
  public Optional<Damage> damage() {
    return Optional.ofNullable(damage);
  }
}
