// npm install && npm run deploy -- ImageResize --context imageBucket=photos --context imagePrefix=originals/
// or, behind CloudFront and without a server: ImageResizeCdn --context signingKeys=k1:$(openssl rand -hex 32) …
import { App } from "aws-cdk-lib";
import { CdnStack } from "./cdn-stack";
import { ResizeStack } from "./resize-stack";

const app = new App();
const context = (name: string): string | undefined => app.node.tryGetContext(name);
const imageBucket = context("imageBucket");
if (!imageBucket) {
  throw new Error("--context imageBucket=NAME must name the bucket of the originals");
}
const originals = {
  imageBucket,
  imagePrefix: context("imagePrefix"),
  imageKeyArn: context("imageKeyArn"),
  functionFolder: context("functionFolder"),
};
new ResizeStack(app, "ImageResize", originals);
const sizes = {
  signingKeys: context("signingKeys"),
  widths: context("widths"),
  presets: context("presets"),
};
if (sizes.signingKeys || sizes.widths || sizes.presets) {
  new CdnStack(app, "ImageResizeCdn", {
    ...originals,
    ...sizes,
    normalizeAcceptFile: context("normalizeAcceptFile"),
  });
}
