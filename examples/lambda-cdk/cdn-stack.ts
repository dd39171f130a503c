// The function behind CloudFront, for browsers, and its results bucket: what template-cdn.yaml of
// image-resize-lambda deploys, for the CDK. `mvn package` makes what is uploaded.
import * as fs from "node:fs";
import * as path from "node:path";
import {
  CfnOutput,
  Duration,
  Fn,
  Stack,
  StackProps,
  aws_cloudfront as cloudfront,
  aws_lambda as lambda,
} from "aws-cdk-lib";
import { Construct } from "constructs";
import { OriginalsProps, ResizeFunction } from "./resize-function";

export interface CdnStackProps extends StackProps, OriginalsProps {
  /** Keys that URLs are signed with, each ID:HEX, separated by spaces. */
  readonly signingKeys?: string;
  /** Widths that URLs may ask for without a signature, separated by spaces, such as 320 640 1280. */
  readonly widths?: string;
  /** Named options, separated by spaces, such as thumb=w=200&h=200&fit=cover for p=thumb. */
  readonly presets?: string;
  /** The code of CloudFront's function. */
  readonly normalizeAcceptFile?: string;
}

export class CdnStack extends Stack {
  constructor(scope: Construct, id: string, props: CdnStackProps) {
    super(scope, id, props);
    if (!props.signingKeys && !props.widths && !props.presets) {
      throw new Error("one of signingKeys, widths and presets must say who may ask for what");
    }
    const { results, live } = new ResizeFunction(this, "Images", {
      ...props,
      handler: "io.github.imageresize.lambda.HttpEventHandler",
      // Below CloudFront's own, 25 s.
      timeout: Duration.seconds(20),
      environment: {
        SIGNING_KEYS: props.signingKeys ?? "",
        WIDTHS: props.widths ?? "",
        PRESETS: props.presets ?? "",
      },
      // A signed URL may do what its signer may: it is the browser that reads.
      resultStatement: { sid: "HandLargeResultsOver", actions: ["s3:PutObject", "s3:GetObject"] },
    });

    // Only who signs as IAM wants it gets an answer: CloudFront, by the permissions below.
    const url = live.addFunctionUrl({
      authType: lambda.FunctionUrlAuthType.AWS_IAM,
      // Java handlers cannot stream.
      invokeMode: lambda.InvokeMode.BUFFERED,
    });

    const access = new cloudfront.CfnOriginAccessControl(this, "OriginAccess", {
      originAccessControlConfig: {
        name: `${this.stackName}-function`,
        originAccessControlOriginType: "lambda",
        signingBehavior: "always",
        signingProtocol: "sigv4",
      },
    });

    // Each browser words its Accept in its own way, and each wording would be kept by itself.
    const normalizeAccept = new cloudfront.CfnFunction(this, "NormalizeAccept", {
      name: `${this.stackName}-accept`,
      autoPublish: true,
      functionConfig: {
        comment: "Accept says nothing but whether WebP is accepted",
        runtime: "cloudfront-js-2.0",
      },
      functionCode: fs.readFileSync(
        props.normalizeAcceptFile ??
          path.join(__dirname, "../../../image-resize-lambda/normalize-accept.js"),
        "utf8",
      ),
    });

    const cachePolicy = new cloudfront.CfnCachePolicy(this, "ImageCachePolicy", {
      cachePolicyConfig: {
        name: `${this.stackName}-images`,
        // How long is said by Cache-Control; what lacks it is not kept.
        minTtl: 0,
        defaultTtl: 0,
        maxTtl: 31536000,
        parametersInCacheKeyAndForwardedToOrigin: {
          // The options and the signature.
          queryStringsConfig: { queryStringBehavior: "all" },
          headersConfig: { headerBehavior: "whitelist", headers: ["Accept"] },
          cookiesConfig: { cookieBehavior: "none" },
          // Images are compressed already.
          enableAcceptEncodingGzip: false,
          enableAcceptEncodingBrotli: false,
        },
      },
    });

    const distribution = new cloudfront.CfnDistribution(this, "Distribution", {
      distributionConfig: {
        enabled: true,
        httpVersion: "http2and3",
        origins: [
          {
            id: "function",
            domainName: Fn.select(2, Fn.split("/", url.url)),
            originAccessControlId: access.attrId,
            customOriginConfig: {
              originProtocolPolicy: "https-only",
              originSslProtocols: ["TLSv1.2"],
              // Above the function's own limit, so that its answer comes first.
              originReadTimeout: 25,
            },
          },
        ],
        defaultCacheBehavior: {
          targetOriginId: "function",
          viewerProtocolPolicy: "redirect-to-https",
          allowedMethods: ["GET", "HEAD"],
          cachedMethods: ["GET", "HEAD"],
          compress: false,
          // Forwards what is in the key and nothing else: the Host that is signed has to be the URL's.
          cachePolicyId: cachePolicy.ref,
          functionAssociations: [
            { eventType: "viewer-request", functionArn: normalizeAccept.attrFunctionArn },
          ],
        },
      },
    });

    const distributionArn = this.formatArn({
      service: "cloudfront",
      region: "",
      resource: "distribution",
      resourceName: distribution.ref,
    });
    // A function URL asks for both.
    new lambda.CfnPermission(this, "CloudFrontMayCallTheUrl", {
      action: "lambda:InvokeFunctionUrl",
      functionName: live.functionArn,
      functionUrlAuthType: "AWS_IAM",
      principal: "cloudfront.amazonaws.com",
      sourceArn: distributionArn,
    });
    new lambda.CfnPermission(this, "CloudFrontMayRunTheFunction", {
      action: "lambda:InvokeFunction",
      functionName: live.functionArn,
      principal: "cloudfront.amazonaws.com",
      sourceArn: distributionArn,
      // A property that older versions of the library do not name.
    }).addPropertyOverride("InvokedViaFunctionUrl", true);

    new CfnOutput(this, "ImagesUrl", { value: `https://${distribution.attrDomainName}/images/` });
    new CfnOutput(this, "ResultBucketName", { value: results.bucketName });
  }
}
