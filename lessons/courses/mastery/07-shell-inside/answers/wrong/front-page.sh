# title: the front page was overwritten
# from: cafe
# fails: cafe-menu cafe-front
# says: Welcome to nginx
docker run -d --name cafe -p 8081:80 nginx:alpine
docker exec cafe sh -c 'echo soup > /usr/share/nginx/html/index.html'
docker run -dit --name desk ubuntu
docker exec desk sh -c 'echo buy leeks > /root/todo'
docker stop desk
