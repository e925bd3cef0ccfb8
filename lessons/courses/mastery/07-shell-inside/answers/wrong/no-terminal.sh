# title: desk has no terminal
# from: cafe
# fails: desk-made desk-todo desk-stopped
# says: with a terminal (-t) should be yes
docker run -d --name cafe -p 8081:80 nginx:alpine
docker exec cafe sh -c 'echo soup > /usr/share/nginx/html/menu.html'
docker run -di --name desk ubuntu
docker exec desk sh -c 'echo buy leeks > /root/todo'
docker stop desk
