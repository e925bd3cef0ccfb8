# title: the file was written on the machine
# from: cafe
# fails: desk-todo
# says: inside desk
docker run -d --name cafe -p 8081:80 nginx:alpine
docker exec cafe sh -c 'echo soup > /usr/share/nginx/html/menu.html'
docker run -dit --name desk ubuntu
echo buy leeks > todo
docker stop desk
