import test from 'ava';
import { World } from '../../../engine/testing.js';

const index = `<%- include('head', { title: 'T&C' }) %>
<% for (const item of items) { -%>
<li><%= item %></li>
<% } -%>
<%# a comment %>x <%% y
`;
const app = `const app = require('express')();
app.set('view engine', 'ejs');
app.get('/', (req, res) => res.render('index', { items: ['a', '<b>'] }));
app.get('/bad', (req, res) => res.render('bad'));
app.get('/no', (req, res) => res.render('no'));
const server = app.listen(3000, async () => {
  for (const path of ['/', '/bad', '/no']) {
    const answer = await fetch('http://localhost:3000' + path);
    const text = await answer.text();
    console.log(answer.status, path === '/' ? text : /<pre>([^]*?)(?:<br> &nbsp; &nbsp;at|<\\/pre>)/.exec(text)[1]);
  }
  server.close();
  server.closeAllConnections();
});
`;

test('views of ejs are rendered by express, and what is wrong with them has its line', t => {
  const { sh } = new World({ images: ['node:20'] });
  sh('docker run -d --name app -w /app node:20 sleep 1000000');
  t.is(sh('docker exec app npm install express ejs').code, 0);
  sh(
    'docker exec -i app sh -c \'mkdir views; cat > views/index.ejs; echo "<b><%= title %></b>" > views/head.ejs; echo "<%= nope %>" > views/bad.ejs\'',
    { stdin: index },
  );
  const { code, stdout } = sh("docker exec -i app sh -c 'cat > s.js; node s.js'", { stdin: app });
  t.deepEqual(
    { code, stdout },
    {
      code: 0,
      stdout: `200 <b>T&amp;C</b>

<li>a</li>
<li>&lt;b&gt;</li>
x <% y

500 ReferenceError: /app/views/bad.ejs:1<br> &gt;&gt; 1| &lt;%= nope %&gt;<br> &nbsp; &nbsp;2| <br><br>nope is not defined
500 Error: Failed to lookup view &quot;no&quot; in views directory &quot;/app/views&quot;
`,
    },
  );
});
