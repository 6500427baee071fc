/** Asks whether the body of a POST is the one field that RFC 8058 names, as either kind of form, and nothing else. */
export async function isOneClick(request: Request, bytes: Uint8Array): Promise<boolean> {
  const type = request.headers.get('content-type') ?? '';
  if (bytes.length > mostBytes || !/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return false;
  try {
    const fields = [...await new Response(Buffer.from(bytes), { headers: { 'content-type': type } }).formData()];
    return fields.length === 1 && fields[0]?.[0] === 'List-Unsubscribe' && fields[0][1] === 'One-Click';
  } catch {
    return false;
  }
}

const mostBytes = 4_096;
