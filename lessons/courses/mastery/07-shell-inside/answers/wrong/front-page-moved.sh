# title: the front page was renamed to menu.html
# from: cafe
# fails: cafe-front
# says: Welcome to nginx
docker run -d --name cafe -p 8081:80 nginx:alpine
docker exec cafe sh -c 'cd /usr/share/nginx/html; mv index.html menu.html; echo soup >> menu.html'
docker run -dit --name desk ubuntu
docker exec desk sh -c 'echo buy leeks > /root/todo'
docker stop desk
