// A portal: one page under a strict policy, and the endpoint from which the page gets its tokens.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { embedTokenEndpoint } from '@taiwa/sdk/server';

const { TAIWA_URL: url = 'http://localhost:4400', TAIWA_API_KEY: apiKey = '', PORT = '4500' } = process.env;
const origin = `http://localhost:${PORT}`;
const [file = new URL('index.html', import.meta.url)] = process.argv.slice(2);
const page = readFileSync(file, 'utf8').replaceAll('https://taiwa.example.com', url);
const policy = `default-src 'none'; script-src ${url}; style-src 'self'; img-src 'self' ${url} data:;
  connect-src 'self' ${url} ${url.replace('http', 'ws')};
  require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'`.replaceAll(/\s+/g, ' ');

// Who is signed in is for your portal to know, from its own session. Here it is always 佐藤 葵.
const userOf = () => 'demo-1-member';
const answerToken = embedTokenEndpoint({ url, apiKey, origins: [origin], userOf, onError: console.error });

createServer((request, response) => {
  if (request.url === '/taiwa-token') return void answerToken(request, response);
  const found = request.url === '/';
  response.writeHead(found ? 200 : 404, { 'content-type': 'text/html', 'content-security-policy': policy });
  response.end(found ? page : '');
}).listen(Number(PORT), () => console.log(`${origin}/`));
