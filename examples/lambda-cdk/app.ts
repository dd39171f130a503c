// npm install && npm run deploy -- --context imageBucket=photos --context imagePrefix=originals/
import { App } from "aws-cdk-lib";
import { ResizeStack } from "./resize-stack";

const app = new App();
const imageBucket: string | undefined = app.node.tryGetContext("imageBucket");
if (!imageBucket) {
  throw new Error("--context imageBucket=NAME must name the bucket of the originals");
}
new ResizeStack(app, "ImageResize", {
  imageBucket,
  imagePrefix: app.node.tryGetContext("imagePrefix"),
  imageKeyArn: app.node.tryGetContext("imageKeyArn"),
  functionFolder: app.node.tryGetContext("functionFolder"),
});
