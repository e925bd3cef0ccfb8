# title: the first command of desk writes the file and goes on as a shell
# from: cafe
docker create --name cafe -p 8081:80 nginx:alpine
echo "<p>SOUP</p>" > /tmp/menu.html; docker cp /tmp/menu.html cafe:/usr/share/nginx/html/menu.html
docker start cafe
docker run -dit --name desk ubuntu bash -c 'echo buy leeks >> /root/todo; exec bash'
sleep 1; docker container stop -t 0 desk
