output "images_url" {
  description = "What the URLs of images begin with, before the path of an original."
  value       = "https://${aws_cloudfront_distribution.images.domain_name}/images/"
}

output "result_bucket" {
  value = aws_s3_bucket.results.id
}
