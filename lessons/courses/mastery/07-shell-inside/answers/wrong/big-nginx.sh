# title: cafe comes from nginx, not from nginx:alpine
# from: cafe
# fails: cafe-runs cafe-menu cafe-front
# says: it comes from ‘nginx’
docker run -d --name cafe -p 8081:80 nginx
docker exec cafe bash -c 'echo soup > /usr/share/nginx/html/menu.html'
docker run -dit --name desk ubuntu
docker exec desk sh -c 'echo buy leeks > /root/todo'
docker stop desk
