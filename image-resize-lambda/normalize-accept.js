function handler(event) {
  var headers = event.request.headers;
  var accept = headers.accept ? headers.accept.value.toLowerCase() : '';
  var webp = accept.split(',').some(function (range) {
    var parts = range.split(';').map(function (part) { return part.trim(); });
    return parts[0] === 'image/webp'
      && !parts.some(function (part) { return /^q=0(\.0*)?$/.test(part); });
  });
  headers.accept = { value: webp ? 'image/webp,*/*;q=0.8' : '*/*' };
  return event.request;
}
