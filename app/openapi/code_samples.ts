import { appUrl } from '#config/service/address'

type Request = {
  method: string
  path: string
  /** Where nobody is signed in yet, a token that is not there would be refused. */
  byToken: boolean
  /** JSON, or a file of that name. */
  body?: { example?: string; file?: string }
}

const JSON_TYPE = 'application/json'

const oneLine = (text: string) => JSON.stringify(JSON.parse(text))

function curl({ method, path, byToken, body }: Request) {
  const sent = body?.example
    ? [`-H 'Content-Type: ${JSON_TYPE}'`, `-d '${oneLine(body.example)}'`]
    : body
      ? [`-F file=@${body.file}`]
      : []
  const whose = byToken ? ['-H "Authorization: Bearer $TOKEN"'] : []
  return [`curl -X ${method} '${appUrl}${path}'`, ...whose, ...sent].join(' \\\n  ')
}

function javascript({ method, path, byToken, body }: Request) {
  const headers = [
    ...(byToken ? ['Authorization: `Bearer ${token}`'] : []),
    ...(body?.example ? [`'Content-Type': '${JSON_TYPE}'`] : []),
  ]
  const lines = headers.map((header) => `\n    ${header},`).join('')
  const sent = body?.example
    ? `\n  body: JSON.stringify(${oneLine(body.example)}),`
    : body
      ? '\n  body: new FormData(form),'
      : ''
  return `const answer = await fetch('${appUrl}${path}', {
  method: '${method}',${lines && `\n  headers: {${lines}\n  },`}${sent}
})`
}

const KOTLIN_FILE = `MultipartBody.Builder().setType(MultipartBody.FORM)
      .addFormDataPart("file", file.name, file.asRequestBody()).build()`

/** OkHttp. Methods that change something need a body, even an empty one. */
function kotlin({ method, path, byToken, body }: Request) {
  const json =
    body?.example && `"""${oneLine(body.example)}""".toRequestBody("${JSON_TYPE}".toMediaType())`
  const sent = method === 'GET' ? 'null' : (json ?? (body ? KOTLIN_FILE : '"".toRequestBody()'))
  return `val request = Request.Builder()
    .url("${appUrl}${path}")${byToken ? '\n    .header("Authorization", "Bearer $token")' : ''}
    .method("${method}", ${sent})
    .build()
val answer = OkHttpClient().newCall(request).execute()`
}

function swift({ method, path, byToken, body }: Request) {
  const sent = body?.example
    ? `\nrequest.setValue("${JSON_TYPE}", forHTTPHeaderField: "Content-Type")
request.httpBody = Data(#"${oneLine(body.example)}"#.utf8)`
    : body
      ? `\nrequest.setValue("multipart/form-data; boundary=\\(boundary)", forHTTPHeaderField: "Content-Type")
request.httpBody = form`
      : ''
  const whose = byToken
    ? '\nrequest.setValue("Bearer \\(token)", forHTTPHeaderField: "Authorization")'
    : ''
  return `var request = URLRequest(url: URL(string: "${appUrl}${path}")!)
request.httpMethod = "${method}"${whose}${sent}
let (data, answer) = try await URLSession.shared.data(for: request)`
}

/** package:http */
function dart({ method, path, byToken, body }: Request) {
  const isForm = body && !body.example
  const kind = isForm ? 'MultipartRequest' : 'Request'
  const sent = body?.example
    ? `\n  ..headers['Content-Type'] = '${JSON_TYPE}'\n  ..body = r'${oneLine(body.example)}'`
    : isForm
      ? `\n  ..files.add(await http.MultipartFile.fromPath('file', '${body.file}'))`
      : ''
  const whose = byToken ? "\n  ..headers['Authorization'] = 'Bearer $token'" : ''
  return `final request = http.${kind}('${method}', Uri.parse('${appUrl}${path}'))${whose}${sent};
final answer = await http.Response.fromStream(await request.send());`
}

const LANGUAGES = { curl, fetch: javascript, Kotlin: kotlin, Swift: swift, Dart: dart }

/** The same request in the languages of clients. */
export const samplesOf = (request: Request) =>
  Object.entries(LANGUAGES).map(([language, write]) => ({ language, code: write(request) }))
