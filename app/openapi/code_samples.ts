import { appUrl } from '#config/service/address'

type Request = { method: string; path: string; body?: { type: string; example?: string } }

const JSON_TYPE = 'application/json'

const oneLine = (text: string) => JSON.stringify(JSON.parse(text))

function curl({ method, path, body }: Request) {
  const sent = body?.example
    ? [`-H 'Content-Type: ${JSON_TYPE}'`, `-d '${oneLine(body.example)}'`]
    : body
      ? ['-F file=@notes.txt']
      : []
  const lines = [`curl -X ${method} '${appUrl}${path}'`, `-H "Authorization: Bearer $TOKEN"`]
  return [...lines, ...sent].join(' \\\n  ')
}

function javascript({ method, path, body }: Request) {
  const type = body?.example ? `,\n    'Content-Type': '${JSON_TYPE}',` : ','
  const sent = body?.example
    ? `\n  body: JSON.stringify(${oneLine(body.example)}),`
    : body
      ? '\n  body: new FormData(form),'
      : ''
  return `const answer = await fetch('${appUrl}${path}', {
  method: '${method}',
  headers: {
    Authorization: \`Bearer \${token}\`${type}
  },${sent}
})`
}

const KOTLIN_FILE = `MultipartBody.Builder().setType(MultipartBody.FORM)
      .addFormDataPart("file", file.name, file.asRequestBody()).build()`

/** OkHttp. Methods that change something need a body, even an empty one. */
function kotlin({ method, path, body }: Request) {
  const json =
    body?.example && `"""${oneLine(body.example)}""".toRequestBody("${JSON_TYPE}".toMediaType())`
  const sent = method === 'GET' ? 'null' : (json ?? (body ? KOTLIN_FILE : '"".toRequestBody()'))
  return `val request = Request.Builder()
    .url("${appUrl}${path}")
    .header("Authorization", "Bearer $token")
    .method("${method}", ${sent})
    .build()
val answer = OkHttpClient().newCall(request).execute()`
}

function swift({ method, path, body }: Request) {
  const sent = body?.example
    ? `\nrequest.setValue("${JSON_TYPE}", forHTTPHeaderField: "Content-Type")
request.httpBody = Data(#"${oneLine(body.example)}"#.utf8)`
    : body
      ? `\nrequest.setValue("multipart/form-data; boundary=\\(boundary)", forHTTPHeaderField: "Content-Type")
request.httpBody = form`
      : ''
  return `var request = URLRequest(url: URL(string: "${appUrl}${path}")!)
request.httpMethod = "${method}"
request.setValue("Bearer \\(token)", forHTTPHeaderField: "Authorization")${sent}
let (data, answer) = try await URLSession.shared.data(for: request)`
}

/** package:http */
function dart({ method, path, body }: Request) {
  const isForm = body && !body.example
  const kind = isForm ? 'MultipartRequest' : 'Request'
  const sent = body?.example
    ? `\n  ..headers['Content-Type'] = '${JSON_TYPE}'\n  ..body = r'${oneLine(body.example)}'`
    : isForm
      ? `\n  ..files.add(await http.MultipartFile.fromPath('file', 'notes.txt'))`
      : ''
  return `final request = http.${kind}('${method}', Uri.parse('${appUrl}${path}'))
  ..headers['Authorization'] = 'Bearer $token'${sent};
final answer = await http.Response.fromStream(await request.send());`
}

const LANGUAGES = { curl, fetch: javascript, Kotlin: kotlin, Swift: swift, Dart: dart }

/** The same request in the languages of clients. */
export const samplesOf = (request: Request) =>
  Object.entries(LANGUAGES).map(([language, write]) => ({ language, code: write(request) }))
