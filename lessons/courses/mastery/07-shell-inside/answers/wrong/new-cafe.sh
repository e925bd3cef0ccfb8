# title: the page was made in a container that was thrown away
# from: cafe
# fails: cafe-menu
# says: 404
docker run -d --name cafe -p 8081:80 nginx:alpine
docker run --rm nginx:alpine sh -c 'echo soup > /usr/share/nginx/html/menu.html'
docker run -dit --name desk ubuntu
docker exec desk sh -c 'echo buy leeks > /root/todo'
docker stop desk
