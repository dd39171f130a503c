package io.github.imageresize.internal.codec.jpeg;

import io.github.imageresize.Deadline;
import io.github.imageresize.OnDamage;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageHeader;

/** How much damage a test lets pass: the two policies, and one that shows whatever there is. */
enum DamageTolerance {
  NONE,
  PARTIAL,
  ANY;

  DecodeRequest whole(ImageHeader header) {
    return in(DecodeRequest.whole(header));
  }

  /** The request on these terms. */
  DecodeRequest in(DecodeRequest request) {
    DamageReport report =
        switch (this) {
          case NONE -> new DamageReport(OnDamage.REFUSE);
          case PARTIAL -> new DamageReport(OnDamage.SHOW);
          case ANY -> new DamageReport(OnDamage.SHOW, -1);
        };
    return request.on(Deadline.NONE, report);
  }
}
