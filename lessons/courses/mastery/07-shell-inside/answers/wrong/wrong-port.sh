# title: cafe is at the port of web
# from: cafe
# fails: cafe-runs cafe-menu cafe-front
# says: port is already allocated
docker run -d --name cafe -p 8080:80 nginx:alpine
docker start cafe
docker exec cafe sh -c 'echo soup > /usr/share/nginx/html/menu.html'
docker run -dit --name desk ubuntu
docker exec desk sh -c 'echo buy leeks > /root/todo'
docker stop desk
