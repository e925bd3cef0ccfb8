# title: the page lies in a folder that nginx does not look into
# from: cafe
# fails: cafe-menu
# says: 404
docker run -d --name cafe -p 8081:80 nginx:alpine
docker exec cafe sh -c 'mkdir -p /var/www/html; echo soup > /var/www/html/menu.html'
docker run -dit --name desk ubuntu
docker exec desk sh -c 'echo buy leeks > /root/todo'
docker stop desk
