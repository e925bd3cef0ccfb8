# title: a shell in place of the server
# from: cafe
# fails: cafe-runs cafe-menu cafe-front
# says: ‘cafe’ should be running; it has ended
docker run --name cafe -p 8081:80 nginx:alpine sh -c 'echo soup > /usr/share/nginx/html/menu.html'
docker run -dit --name desk ubuntu
docker exec desk sh -c 'echo buy leeks > /root/todo'
docker stop desk
